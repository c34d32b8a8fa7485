import { OrderFormSkeleton } from "@/components/orders/order-form";

export default function SmsLoading() {
  return <OrderFormSkeleton title="SMS on, off and webhook" />;
}
