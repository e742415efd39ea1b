package io.zmqspring.listener.invocation;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.WorkInvocation;
import io.zmqspring.message.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * Calls a handler method with what has come, one message at a time or many, and
 * recognises results that come later.
 */
public final class HandlerMethodInvocation {

	private HandlerMethodInvocation() {
	}

	public static HandlerInvocation of(Object bean, Method method, HandlerArguments arguments) {
		return arguments.isBatch() ? new Batches(HandlerCall.handle(bean, method), arguments.batchElement(),
				AsyncResult.of(method.getReturnType())) : single(bean, method, arguments);
	}

	public static HandlerInvocation.Single single(Object bean, Method method, HandlerArguments arguments) {
		return new Singles(HandlerCall.of(bean, method, arguments.arguments()), AsyncResult.of(method.getReturnType()));
	}

	public static WorkInvocation work(Object bean, Method method, HandlerArguments arguments) {
		HandlerCall call = HandlerCall.of(bean, method, arguments.arguments());
		AsyncResult result = AsyncResult.ofValue(method.getReturnType());
		return (work, headers) -> {
			Object returned = call.make("", work, headers);
			CompletionStage<?> stage = result.stage(returned);
			return (stage != null) ? stage : returned;
		};
	}

	/**
	 * Calls with one message.
	 *
	 * @param call calls the method
	 * @param result recognises results that come later
	 */
	private record Singles(HandlerCall call, AsyncResult result) implements HandlerInvocation.Single {

		@Override
		public @Nullable CompletionStage<?> invoke(String topic, byte[] payload, Map<String, String> headers)
				throws Throwable {
			return this.result.stage(this.call.make(topic, payload, headers));
		}

	}

	/**
	 * Calls with a list of messages.
	 *
	 * @param handle the method
	 * @param element makes a message an element
	 * @param result recognises results that come later
	 */
	private record Batches(MethodHandle handle, HandlerArgument element,
			AsyncResult result) implements HandlerInvocation.Batch {

		@Override
		public Object element(ZmqMessage message) {
			Object element = HandlerCall.resolve(this.element, message.topic(), message.payload(), message.headers());
			return (element != null) ? element : message.payload();
		}

		@Override
		public @Nullable CompletionStage<?> invoke(List<Object> elements) throws Throwable {
			return this.result.stage((@Nullable Object) this.handle.invokeExact((Object) elements));
		}

	}

}
