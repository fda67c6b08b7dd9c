/** What is known of one field of an event. */
export type Fact =
  /** The text of the field; `*` stands for any text. */
  | string
  /** The field is there and holds none of these texts. */
  | { readonly isNot: readonly string[] }
  /** The field is not there. */
  | undefined;

/** One way in which CloudTrail records an event: what is known of its fields. Every other field may hold anything. */
export interface TrailRecord {
  /** `detail-type` of the event on the bus of EventBridge. */
  readonly detailType: string;
  /** Fields by their path: `userIdentity.type`. */
  readonly fields: ReadonlyMap<string, Fact>;
}

/** A kind of events that somebody has to hear of. */
export interface TrailEvent {
  /** How findings name it: `DeleteTrail`. */
  readonly name: string;
  readonly records: readonly TrailRecord[];
}

export const API_CALL = 'AWS API Call via CloudTrail';
export const CONSOLE_SIGN_IN = 'AWS Console Sign In via CloudTrail';

/** An event that is one call of one service. */
export function call(eventSource: string, eventName: string): TrailEvent {
  const fields = { eventSource, eventName, eventType: 'AwsApiCall', eventCategory: 'Management', readOnly: 'false' };
  return { name: eventName, records: [recordOf(API_CALL, fields)] };
}

/** What CloudTrail records, with the names that EventBridge gives it. */
export function recordOf(detailType: string, fields: Readonly<Record<string, Fact>>): TrailRecord {
  return { detailType, fields: new Map(Object.entries(fields)) };
}

/** An event of every day that no rule asks for: who selects it, selects nothing in particular. */
export const EVERYDAY: TrailRecord = recordOf(API_CALL, {
  eventVersion: '1.11',
  eventSource: 'sts.amazonaws.com',
  eventName: 'GetCallerIdentity',
  eventType: 'AwsApiCall',
  eventCategory: 'Management',
  readOnly: 'true',
  managementEvent: 'true',
  awsRegion: 'eu-west-1',
  sourceIPAddress: '198.51.100.7',
  userAgent: 'aws-cli/2.15.0',
  'userIdentity.type': 'AssumedRole',
  'userIdentity.invokedBy': undefined,
  errorCode: undefined,
  errorMessage: undefined,
  'additionalEventData.MFAUsed': undefined,
});
