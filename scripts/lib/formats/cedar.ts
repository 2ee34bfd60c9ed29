/** Source of a pattern for a Cedar string. */
export const cedarString = String.raw`"(?:[^"\\]|\\.)*"`;

/** Source of a pattern for the body of a condition: anything that cannot end it. */
export const cedarCondition = String.raw`(?:${cedarString}|[^"{};])+`;
