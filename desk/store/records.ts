import { type HelpRequest, type RequestInput, requestInputSchema } from '../../main/contract/request.ts'

/** What is kept of a request beside its own columns: what the user typed. Pure. */
export const dropAnswers = (request: HelpRequest): RequestInput => requestInputSchema.parse(request)
