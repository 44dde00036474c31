import type { FileRef } from '#modules/tasks/contract.ts'

/** Where the content of a task's file is fetched. */
export const fileHref = ({ id }: Pick<FileRef, 'id'>): string => `/api/task-files/${id}`
