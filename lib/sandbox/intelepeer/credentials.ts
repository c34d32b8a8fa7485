/** `token` is accepted as it is; `username` and `password` fetch tokens that last 24 hours. */
export const credentials = {
  username: "sandbox-intelepeer",
  password: "sandbox-intelepeer-password",
  token: "sandbox-intelepeer-token",
} as const;
