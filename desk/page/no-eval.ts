import { z } from 'zod'

// The page's content policy forbids code made at run time, which zod would try first.
z.config({ jitless: true })
