import { type CapabilityRule, changing } from './rule.ts';

/** Nouns for what people write to each other. */
export const chatNoun = String.raw`(?:e?mails?|messages?|inbox(?:es)?|threads?|conversations?|comments?|chats?|dms?|channel history|sms|repl(?:y|ies)|forum posts?|discussions?|reviews)`;

/** Rules about mail, chat and comments. */
export const messageRules: readonly CapabilityRule[] = [
  {
    id: 'sends',
    capability: 'messaging-send',
    when: 'a changing tool sends, posts, mails or comments something to people',
    classes: changing,
    name: new RegExp(
      String.raw`\b(?:(?:send|post|reply|forward|publish|create|add|update|edit|save|create or update|bulk publish)(?: \w+){0,3} (?:e?mails?|messages?|sms|notifications?|comments?|repl(?:y|ies)|tweets?|posts?|dms?|invitations?|invites?|(?:issue|merge request|discussion|draft|incident|activity) notes?|reviews?|reactions?|calls?|announcements?|broadcasts?|topics?|updates)|broadcast \w+|push (?:\w+ )?message|create update|accept calendar event|decline calendar event|tentatively accept|send (?:e?mail|message|sms|broadcast)|reply(?: to)?|tweet|invite|discord send|make call|create call)\b`,
    ),
    lead: /\b(?:sends?|posts?|e?mails?|publish(?:es)?|repl(?:y|ies)|invites?|adds?|creates?|leaves?)\s+(?:an? |the |new |emoji )?(?:\w+ ){0,3}(?:e?mails?|messages?|sms|tweets?|comments?|notes? \(comment|reviews?|invitations?|phone calls?|outgoing calls?|reactions?|to (?:the )?(?:user|customer|channel|recipient|people)s?)\b/i,
    unless:
      /\b(?:drafts? (?:state|email|message)|in the .?draft.? state|queues?|release notes?|credit notes?|(?:knowledge|meeting|delivery) notes?|add note to (?:self|file)|campaigns?|templates?|canned|product reviews?|call recording|webhook subscription|commit message|log message|console message|mail folders?|mailbox(?: settings)?|mail rule|message rule|reply all draft|kafka|topic for)\b/i,
  },
  {
    id: 'mails-somebody',
    capability: 'messaging-send',
    when: 'something is mailed to somebody',
    classes: changing,
    description:
      /\be-?mails? (?:the |an? )?(?:[\w-]+ ){0,5}to (?:the |an? )?(?:\w+ )?(?:user|address|customer|recipient|email)/i,
  },
  {
    id: 'reads-messages',
    capability: 'messaging-read',
    when: 'a reading tool returns mail, chat, reviews or comments',
    classes: ['read'],
    name: new RegExp(
      String.raw`\b${chatNoun}\b(?! (?:domain|settings?|config|templates?|campaigns?|stats|statistics|channels?|server|count|rules?|folders?|mailbox(?:es)?|accounts?|quota|types?|categor\w+|labels?|lists?\b|marketing))|\b(?:get|list|read) (?:\w+ )?(?:updates|card history|activity feed|task stories)\b|\b(?:read|view) (?:\w+ )?(?:topics?|posts?)\b|\b(?:get|search|browse|list|fetch) (?:\w+ )?(?:posts?|post details|subreddit|reddit|tweets|timeline|feed)\b`,
    ),
    lead: /^\W*(?:gets?|reads?|lists?|search(?:es)?|fetch(?:es)?|retrieves?) (?:\w+ ){0,3}(?:inbox|e-?mails|chat messages|messages|chat history|conversations)\b/i,
    unless:
      /\b(?:aggregate\w*|statistics|annotated|console|queue|commit message|stats|error message|mailbox(?:es)?|child folders|mail ?tips|software updates)\b/i,
  },
];
