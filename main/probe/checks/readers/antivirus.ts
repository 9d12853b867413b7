import { z } from 'zod'
import { CannotTell } from '../cannot-tell.ts'
import type { World } from '../world.ts'

/** A product registered with Windows Security Center. */
export type Product = { name: string; on: boolean; expired: boolean; upToDate: boolean }
export type Defender = z.infer<typeof defenderSchema>

const productSchema = z.object({ name: z.string(), state: z.number() })
const defenderSchema = z.object({
  /** `Normal`, `Passive Mode`, `SxS Passive Mode`, `EDR Block Mode`, `Not running`. */
  mode: z.string(),
  on: z.boolean(),
  realTime: z.boolean(),
  tamper: z.boolean(),
  /** Days. */
  signatureAge: z.number(),
  fullScan: z.number().nullable(),
  quickScan: z.number().nullable(),
})

/**
 * `productState` as WSC packs it (`WSC_SECURITY_PRODUCT_STATE`: off 0, on 1, snoozed 2, expired 3 in bits 12–15;
 * `WSC_SECURITY_SIGNATURE_STATUS`: out of date when bits 4–7 are not 0). Pure.
 */
export const readProduct = ({ name, state }: z.infer<typeof productSchema>): Product => {
  const power = (state >> 12) & 0xf
  return { name, on: power === 1, expired: power === 3, upToDate: ((state >> 4) & 0xf) === 0 }
}

export const securityProducts = (world: World, block: 'antivirus' | 'firewallProducts'): Promise<Product[]> =>
  world.windows(block, z.array(productSchema)).then((all) => all.map(readProduct))

export const defender = (world: World): Promise<Defender> => world.windows('defender', defenderSchema)

/**
 * What protects this Windows: the registered products, or Defender alone on a server (which has no Security Center).
 * Throws only when neither can be asked.
 */
export const protection = async (
  world: World,
): Promise<{ products: Product[]; defender: Defender | null }> => {
  const told = async <T>(answer: Promise<T>): Promise<T | CannotTell> => {
    try {
      return await answer
    } catch (error) {
      if (error instanceof CannotTell) return error
      throw error
    }
  }
  const products = await told(securityProducts(world, 'antivirus'))
  const own = await told(defender(world))
  if (products instanceof CannotTell && own instanceof CannotTell) throw products
  if (products instanceof CannotTell) {
    const d = own as Defender
    return {
      products: [{ name: 'Microsoft Defender', on: d.on, expired: false, upToDate: d.signatureAge <= 7 }],
      defender: d,
    }
  }
  return { products, defender: own instanceof CannotTell ? null : own }
}

/** Another maker's product that is on: Defender then stands back on purpose. */
export const otherVendor = (products: readonly Product[]): Product | undefined =>
  products.find((p) => p.on && !/defender/i.test(p.name))
