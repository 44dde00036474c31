import { Sheet } from '../pieces/Sheet.tsx'
import { useMay } from '../session/me.ts'
import { Key } from './Key.tsx'
import styles from './KeysDialog.module.css'
import { allPages } from './preload.ts'

const everywhere: readonly (readonly [string, string[]])[] = [
  ['查找任务、单位、人员和页面', ['Ctrl', 'K']],
  ['收起或展开菜单', ['[']],
  ['提交正在填写的内容', ['Ctrl', 'Enter']],
  ['显示快捷键', ['?']],
]

const inbox: readonly (readonly [string, string[]])[] = [
  ['下一件', ['J']],
  ['上一件', ['K']],
  ['打开', ['Enter']],
  ['办理该行按钮上的事项', ['E']],
  ['回到列表', ['Esc']],
]

export default function KeysDialog({ onClose }: { onClose: () => void }) {
  const may = useMay()
  const pages = allPages.filter(({ key, permissions }) => key && (!permissions || permissions.some(may)))
  return (
    <Sheet title="键盘快捷键" onClose={onClose}>
      <Keys title="各处" rows={everywhere} />
      <Keys title="现在要办" rows={inbox} />
      <Keys
        title="前往"
        rows={pages.map(({ key, title, menu }) => [menu?.label ?? title, ['G', key!.toUpperCase()]] as const)}
      />
    </Sheet>
  )
}

function Keys({ title, rows }: { title: string; rows: readonly (readonly [string, string[]])[] }) {
  return (
    <section>
      <h3 className={styles.part}>{title}</h3>
      <dl className={styles.keys}>
        {rows.map(([what, keys]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              {keys.map((key) => (
                <Key key={key}>{key}</Key>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
