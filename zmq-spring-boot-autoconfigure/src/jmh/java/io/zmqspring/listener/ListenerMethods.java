package io.zmqspring.listener;

import java.lang.reflect.Method;
import java.util.Map;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.listener.invocation.HandlerArguments;
import io.zmqspring.listener.invocation.HandlerMethodInvocation;
import io.zmqspring.listener.invocation.PayloadValidation;
import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.ZmqHeaders;

/**
 * Has methods called as those with {@link ZmqListener} are, without an application
 * around.
 */
public final class ListenerMethods {

	private ListenerMethods() {
	}

	/**
	 * How a method is called.
	 * @param bean of the method
	 * @param method takes one message
	 * @param codec decodes its payload
	 * @return the invocation
	 */
	public static HandlerInvocation invocation(Object bean, Method method, PayloadCodec codec) {
		HandlerArguments arguments = new HandlerArguments(method, bean.getClass(), codec,
				new PayloadValidation(() -> null), ZmqHeaders.TOPIC,
				Map.of(ZmqHeaders.SUBSCRIBER, "benchmark", ZmqHeaders.LISTENER, "listener"), false);
		return HandlerMethodInvocation.of(bean, method, arguments);
	}

}
