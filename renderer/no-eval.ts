import { z } from 'zod'

// The page's policy forbids `eval`, which zod otherwise tries when a schema is made: so this comes before the contract.
z.config({ jitless: true })
