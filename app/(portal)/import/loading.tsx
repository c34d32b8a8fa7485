import { OrderFormSkeleton } from "@/components/orders/order-form";

export default function ImportLoading() {
  return <OrderFormSkeleton title="Import numbers" />;
}
