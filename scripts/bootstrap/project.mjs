import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Path inside the project. */
export const at = (...parts) => join(root, ...parts)

export const isWindows = process.platform === 'win32'

/** The pinned Node; what npm puts on the PATH as `node` is a link to it. */
export const pinnedNode = at('node_modules', 'node', 'bin', isWindows ? 'node.exe' : 'node')

export const say = (line) => console.log(line)

/** An error that the user is meant to read. */
export class Sentence extends Error {
  isSentence = true

  constructor(message, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}
