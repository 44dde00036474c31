// Entry of every npm script. Runs on the machine's own Node with nothing installed, so: plain JavaScript, and in this
// file only syntax that an outdated Node can still parse far enough to print the sentence below.
const least = 20
const current = Number(process.versions.node.split('.')[0])
if (current < least) {
  console.error(
    `五心需要 Node.js ${least} 或更高版本来启动，当前是 ${process.versions.node}。请先安装新版 Node.js（https://nodejs.org）。\n` +
      `Wuxin needs Node.js ${least} or later to start; this is ${process.versions.node}.`,
  )
  process.exit(1)
}

import('./bootstrap/commands.mjs')
  .then(({ run }) => run(process.argv.slice(2)))
  .catch((error) => {
    // A sentence for the user carries no stack; anything else is a bug.
    console.error(error.isSentence ? error.message : error)
    process.exit(error.exitCode || 1)
  })
