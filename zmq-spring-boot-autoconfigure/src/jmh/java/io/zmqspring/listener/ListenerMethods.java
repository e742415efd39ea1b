/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.listener;

import java.lang.reflect.Method;
import java.util.Map;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.listener.invocation.HandlerArguments;
import io.zmqspring.listener.invocation.HandlerHeaders;
import io.zmqspring.listener.invocation.HandlerMethodInvocation;
import io.zmqspring.listener.invocation.ListenerMethod;
import io.zmqspring.listener.invocation.PayloadValidation;
import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.ZmqHeaders;

/**
 * Creates invocations like those of {@link ZmqListener} methods, without an application
 * context.
 */
public final class ListenerMethods {

	private ListenerMethods() {
	}

	/**
	 * Return the invocation of a method.
	 * @param bean the bean
	 * @param method the method of the bean, which takes one message
	 * @param codec decodes payloads
	 * @return the invocation
	 */
	public static HandlerInvocation invocation(Object bean, Method method, PayloadCodec codec) {
		HandlerArguments arguments = new HandlerArguments(new ListenerMethod(method, bean.getClass()), codec,
				new PayloadValidation(() -> null), new HandlerHeaders(ZmqHeaders.TOPIC,
						Map.of(ZmqHeaders.SUBSCRIBER, "benchmark", ZmqHeaders.LISTENER, "listener"), false));
		return HandlerMethodInvocation.of(bean, method, arguments, null);
	}

}
