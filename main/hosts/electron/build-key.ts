/**
 * The provider's public key (PEM), put into the bundle when it is made (`MAIN_VITE_SIGNING_KEY`). Empty in a build without
 * one: such a build takes an unsigned profile and no updates.
 */
export const buildKey: string = import.meta.env?.MAIN_VITE_SIGNING_KEY ?? ''
