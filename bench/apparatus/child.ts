import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

/**
 * Starts a file of this folder as a process of its own, hands it its task, and waits for what it says first.
 * @throws when it ends without a word
 */
export async function startChild<Said>(
  file: string,
  task: unknown,
): Promise<{ child: ChildProcess; said: Said }> {
  const child = fork(join(import.meta.dirname, file), { serialization: 'advanced' })
  child.send({ task })
  const said = await new Promise<Said>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Said))
    child.once('exit', (code, signal) => reject(new Error(`${file} ended with ${code ?? signal}`)))
  })
  return { child, said }
}

export async function endChild(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (ended(child)) return
  const exited = once(child, 'exit')
  child.kill(signal)
  await exited
}

/** In the child: the task that it was started with. */
export async function taskOf<Task>(): Promise<Task> {
  const [message] = await once(process, 'message')
  return (message as { task: Task }).task
}
