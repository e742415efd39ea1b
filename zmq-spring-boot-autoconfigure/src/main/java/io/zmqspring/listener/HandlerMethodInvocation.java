package io.zmqspring.listener;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.concurrent.CompletionStage;

import io.zmqspring.message.RejectReason;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.role.HandlerInvocation;
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

	private static @Nullable Object resolve(HandlerArgument argument, String topic, byte[] payload) {
		try {
			return argument.resolve(topic, payload);
		}
		catch (ZmqRejectedException ex) {
			throw ex;
		}
		catch (Throwable ex) {
			// Whatever a converter or validator has thrown: the handler was not reached
			String message = ex.getMessage();
			throw new ZmqRejectedException(RejectReason.UNDECODABLE, (message != null) ? message : ex.toString(), ex);
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
		public @Nullable CompletionStage<?> invoke(String topic, byte[] payload) throws Throwable {
			@Nullable Object[] values = new Object[this.arguments.length];
			for (int i = 0; i < values.length; i++) {
				values[i] = resolve(this.arguments[i], topic, payload);
			}
			return this.result.stage((@Nullable Object) this.handle.invokeExact(values));
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
			Object element = resolve(this.element, message.topic(), message.payload());
			return (element != null) ? element : message.payload();
		}

		@Override
		public @Nullable CompletionStage<?> invoke(List<Object> elements) throws Throwable {
			Object[] values = { elements };
			return this.result.stage((@Nullable Object) this.handle.invokeExact(values));
		}

	}

}
