/** Who stands behind a file: `trusted` = a package of the system or a valid signature; `none` = nobody; `unknown` = could not tell. */
export type Owner = { trust: 'trusted' | 'none' | 'unknown'; owner: string | null }

export const unknownOwner: Owner = { trust: 'unknown', owner: null }
export const nobody: Owner = { trust: 'none', owner: null }
