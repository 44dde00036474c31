/** The module's face to other modules. */
export { countMeasures } from './services/counting.ts'
export {
  type MeasureMovement,
  type PublishedMeasure,
  type PublishedNote,
  publishMeasure,
  publishMeasures,
  publishNote,
  refreshMeasure,
  refreshMeasures,
  withdrawMeasure,
} from './services/publishing.ts'
export {
  findMeasureOfTask,
  findUnitName,
  getLegend,
  getMeasure,
  isPublished,
  listMeasures,
  publishLegend,
} from './services/reading.ts'
