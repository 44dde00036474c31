import { Button } from 'antd'
import { useState } from 'react'
import type { Review } from '#modules/plans/contract.ts'
import { UnitPicker } from '#workspace/pieces/UnitPicker.tsx'
import styles from './review.module.css'

type Unknown = Review['unknownUnits'][number]

interface Props {
  units: Unknown[]
  /** Name that is being matched now, or null. */
  busy: string | null
  fault: string | null
  onMatch: (name: string, unitId: string) => void
}

/** Names that no unit is known by. One match serves every place where the name stands, now and in later plans. */
export function UnknownUnits({ units, busy, fault, onMatch }: Props) {
  if (units.length === 0) return null
  return (
    <section className={styles.unknownUnits} aria-label="未对应的单位名称">
      <h2>{units.length} 个单位名称没有对应上</h2>
      <p className={styles.quiet}>对应一次即记住，文件中的同名单位一并更新，以后的方案不再询问。</p>
      {fault && (
        <p className={styles.formFault} role="alert">
          {fault}
        </p>
      )}
      <ul>
        {units.map((unit) => (
          <UnknownUnit key={unit.name} unit={unit} busy={busy === unit.name} onMatch={onMatch} />
        ))}
      </ul>
    </section>
  )
}

export function UnknownUnit({
  unit,
  busy,
  onMatch,
}: {
  unit: Unknown
  busy: boolean
  onMatch: Props['onMatch']
}) {
  // Nothing is chosen beforehand: a suggestion that stands ready would be a guess.
  const [picked, setPicked] = useState<string | null>(null)
  return (
    <li data-unknown-unit={unit.name}>
      <p>
        <strong>{unit.name}</strong>
        <span className={styles.quiet}>出现 {unit.count} 次</span>
      </p>
      <div className={styles.unknownUnitChoice}>
        {unit.suggestions.map((suggestion) => (
          <label key={suggestion.unitId} className={styles.choice}>
            <input
              type="radio"
              name={`match-${unit.name}`}
              checked={picked === suggestion.unitId}
              onChange={() => setPicked(suggestion.unitId)}
            />
            {suggestion.name}
          </label>
        ))}
        <div className={styles.unknownUnitPicker}>
          <UnitPicker
            aria-label={`“${unit.name}”对应的单位`}
            placeholder={unit.suggestions.length > 0 ? '其他单位' : '选择单位'}
            value={unit.suggestions.some(({ unitId }) => unitId === picked) ? null : picked}
            onChange={setPicked}
          />
        </div>
        <Button
          type="primary"
          ghost
          disabled={picked === null}
          loading={busy}
          onClick={() => picked && onMatch(unit.name, picked)}
        >
          对应并记住
        </Button>
      </div>
    </li>
  )
}
