import { isTest, type Sources } from './sources.ts'
import type { Violation } from './violation.ts'

const nothingSaid = /^(utils?|helpers?|common|shared|types|index)$/

/** Names under which anything may be thrown, and barrels. */
export function nameViolations(sources: Sources): Violation[] {
  return [...sources.keys()].flatMap((path) => {
    const parts = path.split('/')
    const stem = parts.pop()!.replace(/(\.test)?\.tsx?$/, '')
    const found = [...parts, stem].find((part) => nothingSaid.test(part))
    return found
      ? [{ file: path, at: found, reason: 'a name that says nothing about what belongs here' }]
      : []
  })
}

/** What the city does. A kernel that knows one of these words has stopped being a mechanism. */
const englishWords = [
  /\b(tasks?|plans?|measures?|suggestions?|bulletins?|departments?|districts?|liaisons?|dispatch(er|ers|es|ed)?)\b/i,
  /\b(officers?|enterprises?|inspections?|interviews?|appraisals?|indicators?|innovations?|tenders?|talents?)\b/i,
]
const chineseWords = /任务|举措|通报|台账|联络员|调度|督办|体验官|营商|旗区|牵头|销号|办结/

/** Arrow 1, second half: the kernel contains no word of city business, not even in a comment. */
export function wordViolations(sources: Sources): Violation[] {
  return [...sources].flatMap(([path, text]) => {
    if (!path.startsWith('src/kernel/')) return []
    // What a test writes into a sample file is text like any other.
    const words = isTest(path) ? englishWords : [...englishWords, chineseWords]
    return text.split('\n').flatMap((line, index) => {
      const word = words.map((some) => some.exec(line)?.[0]).find((found) => found !== undefined)
      return word
        ? [
            {
              file: path,
              at: `line ${index + 1}: ${line.trim().slice(0, 100)}`,
              reason: `“${word}” is a word of city business`,
            },
          ]
        : []
    })
  })
}

/** A test that could be about anything is about nothing: it stands beside what it tests. */
export function strayTests(sources: Sources): Violation[] {
  const paths = [...sources.keys()]
  return paths
    .filter((path) => isTest(path) && !paths.some((other) => other !== path && sameFolder(path, other)))
    .map((path) => ({ file: path, at: path, reason: 'a test stands beside what it tests' }))
}

const sameFolder = (a: string, b: string) => a.replace(/[^/]+$/, '') === b.replace(/[^/]+$/, '') && !isTest(b)
