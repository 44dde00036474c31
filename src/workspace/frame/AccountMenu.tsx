import type { ReactNode } from 'react'
import { signOut } from '#modules/people/contract.ts'
import { call } from '../api/call.ts'
import { GoTo } from '../pieces/GoTo.tsx'
import { useMe } from '../session/me.ts'
import { type Choice, choices, chooseTheme, useThemeChoice } from '../theme/theme.ts'
import {
  Disclosure,
  DisclosureHeading,
  DisclosureItem,
  DisclosureRule,
  disclosureItem,
} from './Disclosure.tsx'
import { Key } from './Key.tsx'

export function AccountMenu({ label, onKeys }: { label: ReactNode; onKeys: () => void }) {
  const me = useMe()
  const choice = useThemeChoice()
  const leave = async () => {
    await call(signOut, {}).catch(() => {})
    // A full load drops everything that the pages of this person held in memory.
    window.location.assign('/workspace/')
  }
  return (
    <Disclosure says={`${me.name}，账户菜单`} label={label}>
      {(close) => (
        <>
          <DisclosureHeading>
            {me.post.unitShortName} {me.post.roleLabel}
            {me.post.title ? <div>{me.post.title}</div> : null}
          </DisclosureHeading>
          <GoTo to="/account" className={disclosureItem} onClick={close}>
            我的账户
          </GoTo>
          <DisclosureItem
            onPress={() => {
              close()
              onKeys()
            }}
          >
            键盘快捷键 <Key>?</Key>
          </DisclosureItem>
          <DisclosureRule />
          <DisclosureHeading>外观</DisclosureHeading>
          {(Object.keys(choices) as Choice[]).map((one) => (
            <DisclosureItem key={one} chosen={choice === one} onPress={() => chooseTheme(one)}>
              {choices[one]}
            </DisclosureItem>
          ))}
          <DisclosureRule />
          <DisclosureItem onPress={() => void leave()}>退出登录</DisclosureItem>
        </>
      )}
    </Disclosure>
  )
}
