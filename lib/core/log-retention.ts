/** Days that CloudWatch Logs keeps events for, from a year on: an audit looks back that far. */
export const LOG_RETENTIONS: readonly number[] = [365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];
