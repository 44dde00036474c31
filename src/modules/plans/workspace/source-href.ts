/** Where the document is fetched as it was uploaded. */
export const sourceHref = (planId: string): string => `/api/plans/${planId}/source`
