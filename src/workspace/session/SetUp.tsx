export default function SetUp(_: { onDone: () => void }) {
  return null
}
