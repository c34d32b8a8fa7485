import "server-only";
import type { Context } from "@/lib/context";
import type { LookupAnswers } from "@/lib/domain/lookup-answers";
import type { TagView } from "@/lib/domain/tag";
import { readLabels } from "@/lib/services/customers/read-labels";

/** The answers with the customer and the tags of each number, as they are now: what a round keeps are the carriers' values. */
export async function labelAnswers(ctx: Pick<Context, "sql">, answers: LookupAnswers): Promise<LookupAnswers> {
  const labels = await readLabels(
    ctx,
    answers.numbers.map(({ number }) => number),
  );
  const customers: Record<string, string> = {};
  const tags: Record<string, TagView> = {};
  const numbers = answers.numbers.map((answer) => {
    const own = labels.get(answer.number);
    if (!own) return answer;
    if (own.customer) customers[own.customer.id] = own.customer.name;
    for (const tag of own.tags) tags[tag.id] = tag;
    return {
      ...answer,
      ...(own.customer && { customer: own.customer.id }),
      ...(own.tags.length > 0 && { tags: own.tags.map(({ id }) => id) }),
    };
  });
  return { ...answers, numbers, labels: { customers, tags } };
}
