/** The module's face to other modules. */
export { actOn, getSuggestion, listSuggestions } from './services/answering.ts'
export { follow, submit } from './services/sending.ts'
