import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { saveDownload } from '#workspace/api/save-download.ts'
import { useWrite } from '#workspace/api/use-write.ts'
import type { PageProps } from '#workspace/page.ts'
import { sizeText } from '#workspace/pieces/FileList.tsx'
import { say } from '#workspace/pieces/notices.ts'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { ProblemNotice } from '#workspace/pieces/ProblemNotice.tsx'
import { Rows } from '#workspace/pieces/Rows.tsx'
import { Section } from '#workspace/pieces/Section.tsx'
import { confirmImport, type ImportPreview, importTemplate, previewImport } from '../../contract.ts'

/** Units and people out of a workbook: first what would happen, row by row what is wrong, then it happens. */
export default function ImportPage({ embedded }: PageProps<'/import'>) {
  const [file, setFile] = useState<File | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const preview = useWrite(previewImport, { refresh: false })
  const choose = (chosen: File | undefined) => {
    if (!chosen) return
    setFile(chosen)
    preview.mutate({ file: chosen })
  }
  return (
    <>
      <PageHeader
        title="从 Excel 导入单位与人员"
        embedded={embedded}
        lead="按模板填写后上传，先核对将要发生的变化，再确认导入。同一编码、同一登录名的按更新处理，可以反复导入。"
        actions={
          <Button
            onClick={() =>
              void saveDownload(importTemplate, {}).catch(() => say('模板没有下载下来', { kind: 'failed' }))
            }
          >
            下载模板
          </Button>
        }
      />
      <input
        ref={input}
        type="file"
        hidden
        accept=".xlsx"
        onChange={({ target }) => {
          choose(target.files?.[0])
          target.value = ''
        }}
      />
      <Button
        type={preview.data ? 'default' : 'primary'}
        loading={preview.isPending}
        onClick={() => input.current?.click()}
      >
        {file ? '换一个文件' : '选择 Excel 文件'}
      </Button>
      {file ? (
        <span style={{ marginLeft: 12 }}>
          {file.name}（{sizeText(file.size)}）
        </span>
      ) : null}
      <div style={{ marginTop: 16 }}>
        <ProblemNotice error={preview.error} />
      </div>
      {file ? null : <HowTo />}
      {file && preview.data ? (
        <Preview
          file={file}
          preview={preview.data}
          onImported={() => {
            setFile(null)
            preview.reset()
          }}
        />
      ) : null}
    </>
  )
}

const HowTo = () => (
  <Section title="怎样填写">
    <ol style={{ display: 'grid', gap: 8, maxWidth: '46em', paddingLeft: '1.4em', listStyle: 'decimal' }}>
      <li>下载模板，其中有“单位”“人员”两张表，列名带星号的必须填写。可以只填一张。</li>
      <li>
        单位以编码识别，人员以登录名识别；上级单位写编码。已有的更新，没有的新增，文件中没有提到的不动。
      </li>
      <li>人员所填的单位和角色作为拟授岗位，由安全管理员审定后生效。</li>
      <li>上传后先显示将要发生的变化和有误之处，确认后才会写入。</li>
    </ol>
  </Section>
)

function Preview(props: { file: File; preview: ImportPreview; onImported: () => void }) {
  const { file, preview, onImported } = props
  const { errors, errorCount, units, persons, proposedPosts } = preview
  const [pending, setPending] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const queries = useQueryClient()
  const confirm = async () => {
    setPending(true)
    setError(null)
    try {
      const name = await saveDownload(confirmImport, { file, digest: preview.digest })
      say(`已导入，结果和初始口令在“${name}”中`)
      void queries.invalidateQueries()
      onImported()
    } catch (refused) {
      setError(refused)
    } finally {
      setPending(false)
    }
  }
  const nothing = units.created + units.updated + persons.created + persons.updated + proposedPosts === 0
  return (
    <>
      <Section title={errorCount > 0 ? `有 ${errorCount} 处需要改正` : '将要发生的变化'}>
        {errorCount > 0 ? (
          <>
            <p style={{ marginBottom: 12 }}>请在 Excel 中改正后重新上传，全部正确才能导入。</p>
            <Rows
              label="需要改正之处"
              rows={errors}
              keyOf={({ sheet, row, column, sentence }) => `${sheet} ${row} ${column} ${sentence}`}
              columns={[
                { label: '位置', tight: true, draw: ({ sheet, row }) => `${sheet}表 第 ${row} 行` },
                { label: '列', tight: true, draw: ({ column }) => column ?? '' },
                { label: '说明', draw: ({ sentence }) => sentence },
              ]}
            />
            {errorCount > errors.length ? <p>只列出前 {errors.length} 处。</p> : null}
          </>
        ) : (
          <Rows
            label="将要发生的变化"
            rows={[
              { what: '单位', ...units },
              { what: '人员', ...persons },
            ]}
            keyOf={({ what }) => what}
            columns={[
              { label: '表', draw: ({ what }) => what },
              { label: '新增', draw: ({ created }) => created },
              { label: '更新', draw: ({ updated }) => updated },
              { label: '不变', draw: ({ unchanged }) => unchanged },
            ]}
          />
        )}
      </Section>
      {errorCount === 0 ? (
        <div style={{ marginTop: 16, display: 'grid', gap: 12, justifyItems: 'start' }}>
          <p>
            {nothing
              ? units.unchanged + persons.unchanged > 0
                ? '文件内容与平台一致，没有变化。'
                : '文件中还没有填写内容。'
              : `${proposedPosts > 0 ? `拟授 ${proposedPosts} 个岗位，由安全管理员审定后生效。` : ''}新账户的初始口令写在导入结果文件中，只提供这一次。`}
          </p>
          <ProblemNotice error={error} />
          <Button type="primary" loading={pending} disabled={nothing} onClick={() => void confirm()}>
            确认导入
          </Button>
        </div>
      ) : null}
    </>
  )
}
