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

import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.core.PriorityOrdered;

/**
 * Removes the handlers of a bean when Spring destroys it, before any other callback of
 * its destruction. It is separate from {@link ZmqListenerAnnotationBeanPostProcessor},
 * which finds the handlers after all other post-processors, on the proxy of the bean.
 *
 * @since 0.1
 */
public final class ZmqListenerDestruction implements DestructionAwareBeanPostProcessor, PriorityOrdered {

	private final HandlersOfBeans handlers;

	/**
	 * Create the post-processor.
	 * @param processor registers the handlers
	 */
	public ZmqListenerDestruction(ZmqListenerAnnotationBeanPostProcessor processor) {
		this.handlers = processor.handlers();
	}

	@Override
	public void postProcessBeforeDestruction(Object bean, String beanName) {
		this.handlers.remove(bean);
	}

	@Override
	public boolean requiresDestruction(Object bean) {
		return this.handlers.has(bean);
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
