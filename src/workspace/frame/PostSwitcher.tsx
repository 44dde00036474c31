import { switchPost } from '#modules/people/contract.ts'
import { useWrite } from '../api/use-write.ts'
import { say } from '../pieces/notices.ts'
import { sentenceOf } from '../pieces/ProblemNotice.tsx'
import { useMe } from '../session/me.ts'
import { Disclosure, DisclosureHeading, DisclosureItem } from './Disclosure.tsx'
import styles from './PostSwitcher.module.css'

/** In which post he acts; a choice only where there are several. */
export function PostSwitcher({ className }: { className?: string }) {
  const { post, posts } = useMe()
  const words = `${post.unitShortName} ${post.roleLabel}`
  const change = useWrite(switchPost, {
    onDone: ({ post: now }) => say(`现在以 ${now.unitShortName} ${now.roleLabel} 的岗位办理`),
  })
  if (posts.length < 2) {
    return (
      <span className={`${className} ${styles.only}`} title={words}>
        {words}
      </span>
    )
  }
  return (
    <Disclosure
      says={`当前岗位：${words}，切换岗位`}
      label={
        <span className={className}>
          <span className={styles.unit}>{post.unitShortName} </span>
          {post.roleLabel}
        </span>
      }
    >
      {(close) => (
        <>
          <DisclosureHeading>以哪个岗位办理</DisclosureHeading>
          {posts.map((one) => (
            <DisclosureItem
              key={one.id}
              chosen={one.id === post.id}
              below={one.title}
              onPress={() => {
                close()
                if (one.id === post.id) return
                change.mutate(
                  { postId: one.id },
                  { onError: (error) => say(sentenceOf(error), { kind: 'failed' }) },
                )
              }}
            >
              {one.unitShortName} {one.roleLabel}
            </DisclosureItem>
          ))}
        </>
      )}
    </Disclosure>
  )
}
