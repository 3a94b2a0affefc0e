/** What customers ask the service for. */
export const topics = [
  'battery',
  'gateway',
  'calibration',
  'alarms',
  'record',
  'portal',
  'humidity',
  'invoice',
] as const;
export type Topic = (typeof topics)[number];

/** A topic in one language: the article on it, and what is said in tickets about it. */
export interface TopicTexts {
  readonly article: { readonly title: string; readonly body: string };
  readonly subjects: readonly string[];
  readonly opening: string;
  /** The first answer, which hands on the article. */
  readonly answer: string;
  /** The customer, who is asked to try. */
  readonly tried: string;
  readonly solved: string;
}

/** What is the same whatever the topic. */
export interface CommonTexts {
  readonly thanks: readonly string[];
  readonly notes: readonly string[];
  readonly hurry: readonly string[];
}

export interface LanguageTexts {
  readonly topics: Readonly<Partial<Record<Topic, TopicTexts>>>;
  readonly common: CommonTexts;
}
