/** Puts the cursor behind the words of 已完成工作, where the reason for no change is to be written. */
export function focusReason(form: HTMLElement | null): void {
  // The words are drawn with the next frame; only then is there an end to stand at.
  requestAnimationFrame(() => {
    const area = form?.querySelector<HTMLTextAreaElement>('[data-name="done"] textarea')
    area?.focus()
    area?.setSelectionRange(area.value.length, area.value.length)
  })
}
