import type { MeasureKey } from '../plan/measure.ts'
import type { MeasureHistory } from './measure-history.ts'
import { field11 } from './progress/field-1-1.ts'
import { field12 } from './progress/field-1-2.ts'
import { field13 } from './progress/field-1-3.ts'
import { field14 } from './progress/field-1-4.ts'
import { field15 } from './progress/field-1-5.ts'
import { field21 } from './progress/field-2-1.ts'
import { field22 } from './progress/field-2-2.ts'
import { field23 } from './progress/field-2-3.ts'
import { field24 } from './progress/field-2-4.ts'
import { field25 } from './progress/field-2-5.ts'
import { field31 } from './progress/field-3-1.ts'
import { field32 } from './progress/field-3-2.ts'
import { field33 } from './progress/field-3-3.ts'
import { field34 } from './progress/field-3-4.ts'
import { field35 } from './progress/field-3-5.ts'
import { field41 } from './progress/field-4-1.ts'
import { field42 } from './progress/field-4-2.ts'
import { field43 } from './progress/field-4-3.ts'
import { field44 } from './progress/field-4-4.ts'
import { field45 } from './progress/field-4-5.ts'
import { field51 } from './progress/field-5-1.ts'
import { field52 } from './progress/field-5-2.ts'
import { field53 } from './progress/field-5-3.ts'

/** How each of the hundred measures went from the day of issue to the end of July 2026. */
export const histories: ReadonlyMap<MeasureKey, MeasureHistory> = new Map(
  Object.entries({
    ...field11,
    ...field12,
    ...field13,
    ...field14,
    ...field15,
    ...field21,
    ...field22,
    ...field23,
    ...field24,
    ...field25,
    ...field31,
    ...field32,
    ...field33,
    ...field34,
    ...field35,
    ...field41,
    ...field42,
    ...field43,
    ...field44,
    ...field45,
    ...field51,
    ...field52,
    ...field53,
  }) as [MeasureKey, MeasureHistory][],
)
