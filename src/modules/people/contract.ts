/** What the module offers: the pages and the other modules import from here. */
export * from './contract/access.ts'
export * from './contract/administration.ts'
export * from './contract/persons.ts'
export * from './contract/units.ts'
