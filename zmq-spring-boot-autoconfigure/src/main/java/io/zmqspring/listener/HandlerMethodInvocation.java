package io.zmqspring.listener;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.role.HandlerInvocation;
import io.zmqspring.role.WorkInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * Calls a handler method through a method handle with arguments whose sources were
 * decided beforehand.
 */
final class HandlerMethodInvocation {

	private HandlerMethodInvocation() {
	}

	static HandlerInvocation of(Object bean, Method method, HandlerArguments arguments) {
		MethodHandle handle = handle(bean, method);
		AsyncResult result = AsyncResult.of(method.getReturnType());
		return arguments.isBatch() ? new Batches(handle, arguments.batchElement(), result)
				: new Singles(handle, arguments.arguments(), result);
	}

	static HandlerInvocation.Single single(Object bean, Method method, HandlerArguments arguments) {
		return new Singles(handle(bean, method), arguments.arguments(), AsyncResult.of(method.getReturnType()));
	}

	static WorkInvocation work(Object bean, Method method, HandlerArguments arguments) {
		MethodHandle handle = handle(bean, method);
		HandlerArgument[] sources = arguments.arguments();
		AsyncResult result = AsyncResult.ofValue(method.getReturnType());
		return (work, headers) -> {
			Object returned = call(handle, sources, "", work, headers);
			CompletionStage<?> stage = result.stage(returned);
			return (stage != null) ? stage : returned;
		};
	}

	private static @Nullable Object call(MethodHandle handle, HandlerArgument[] sources, String label, byte[] payload,
			Map<String, String> headers) throws Throwable {
		@Nullable Object[] values = new Object[sources.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = resolve(sources[i], label, payload, headers);
		}
		return (@Nullable Object) handle.invokeExact(values);
	}

	private static MethodHandle handle(Object bean, Method method) {
		ReflectionUtils.makeAccessible(method);
		try {
			// Fixed arity: the payload of String... is the whole array, not its only
			// element
			MethodHandle handle = MethodHandles.lookup().unreflect(method).asFixedArity();
			MethodHandle bound = Modifier.isStatic(method.getModifiers()) ? handle : handle.bindTo(bean);
			int count = method.getParameterCount();
			return bound.asType(MethodType.genericMethodType(count)).asSpreader(Object[].class, count);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("Method " + method + " was made accessible but is not", ex);
		}
	}

	private static @Nullable Object resolve(HandlerArgument argument, String topic, byte[] payload,
			Map<String, String> headers) {
		try {
			return argument.resolve(topic, payload, headers);
		}
		catch (ZmqRejectedException ex) {
			throw ex;
		}
		catch (Throwable ex) {
			// Whatever a converter or validator has thrown: the handler was not reached
			throw ZmqRejectedException.undecodable(ex);
		}
	}

	/**
	 * Calls with one message.
	 *
	 * @param handle the method
	 * @param arguments where its arguments come from
	 * @param result recognises results that come later
	 */
	private record Singles(MethodHandle handle, HandlerArgument[] arguments,
			AsyncResult result) implements HandlerInvocation.Single {

		@Override
		public @Nullable CompletionStage<?> invoke(String topic, byte[] payload, Map<String, String> headers)
				throws Throwable {
			return this.result.stage(call(this.handle, this.arguments, topic, payload, headers));
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
			Object element = resolve(this.element, message.topic(), message.payload(), message.headers());
			return (element != null) ? element : message.payload();
		}

		@Override
		public @Nullable CompletionStage<?> invoke(List<Object> elements) throws Throwable {
			Object[] values = { elements };
			return this.result.stage((@Nullable Object) this.handle.invokeExact(values));
		}

	}

}
