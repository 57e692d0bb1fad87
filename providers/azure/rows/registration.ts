/**
 * Answers of Resource Manager where a subscription has never used a service.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-register-resource-provider (2026-11)
 */
export const notRegistered: readonly string[] = ['MissingSubscriptionRegistration', 'SubscriptionNotRegistered'];
