/** Verbs that actions which read begin with. `IsAuthorized` reads, `IssueCertificate` does not: letter case counts. */
export const READING_VERBS =
  /^(?:Get|List|Describe|View|Search|Query|BatchGet|BatchDescribe|Lookup|Read|Check(?!o|p)|Scan|Select|Preview|Head|Discover|Estimate|Count|Filter|Simulate|Download|Is[A-Z])/;
