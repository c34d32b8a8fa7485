export const credentials = { apikey: "5a4d8c0e1f2b3a4958677685940a1b2c" } as const;
