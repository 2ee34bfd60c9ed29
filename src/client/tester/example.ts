/** A policy that shows every part of the format at work. */
export const examplePolicy = `{
  "version": "1",
  "default": "deny",
  "hide": ["delete_account"],
  "tools": {
    "list_invoices": {},
    "send_payment": {
      "require": [
        {
          "conditions": [{ "path": "args.reason", "op": "exists", "value": true }],
          "on_deny": "State a reason for the payment."
        },
        {
          "conditions": [
            { "path": "args.amount", "op": "gt", "value": 0 },
            { "path": "args.amount", "op": "lte", "value": 500 }
          ],
          "on_deny": "Payments above 500 need a person."
        },
        { "conditions": [{ "path": "args.currency", "op": "in", "value": ["EUR", "USD"] }] }
      ],
      "limits": [{ "counter": "send_payment_rate", "window": "hour", "max": 3, "scope": "grant" }]
    }
  }
}
`;

/** The answer to `tools/list` that goes with it. */
export const exampleTools = `{
  "tools": [
    { "name": "list_invoices", "inputSchema": { "type": "object", "properties": {} } },
    {
      "name": "send_payment",
      "inputSchema": {
        "type": "object",
        "properties": {
          "amount": { "type": "number", "description": "Amount in the unit of the currency." },
          "currency": { "enum": ["EUR", "USD", "GBP"] },
          "reason": { "type": "string", "description": "What the payment is for." },
          "urgent": { "type": "boolean" }
        },
        "required": ["amount", "currency"]
      }
    },
    {
      "name": "delete_account",
      "inputSchema": { "type": "object", "properties": { "id": { "type": "string" } }, "required": ["id"] }
    }
  ]
}
`;

/** The call that is filled in: it is allowed, and three more of its kind are not. */
export const exampleCall = {
  tool: 'send_payment',
  args: { amount: 120, currency: 'EUR', reason: 'Invoice 2041' },
} as const;
