/** The subscription that an ARM id lies in; undefined where it names none. */
export function subscriptionOf(id: string): string | undefined {
  return /^\/subscriptions\/([0-9a-f-]{36})(?:\/|$)/i.exec(id)?.[1]?.toLowerCase();
}
