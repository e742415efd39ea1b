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

package io.zmqspring.autoconfigure;

import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

import io.zmqspring.autoconfigure.entries.EntryNames;

/**
 * Warns about entries without a bean. An application that was processed ahead of time
 * (AOT) has the beans of the entries that were configured then.
 */
class MissingBeanCheck implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(MissingBeanCheck.class);

	private final ZmqProperties properties;

	private final BeanFactory beanFactory;

	MissingBeanCheck(ZmqProperties properties, BeanFactory beanFactory) {
		this.properties = properties;
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterSingletonsInstantiated() {
		check("publishers", this.properties.publishers().keySet(), "Publisher");
		check("subscribers", this.properties.subscribers().keySet(), "Subscriber");
		check("workers", this.properties.workers().keySet(), "Worker");
		check("controllers", this.properties.controllers().keySet(), "Controller");
		check("proxies", this.properties.proxies().keySet(), "Proxy");
	}

	private void check(String section, Set<String> names, String suffix) {
		for (String name : names) {
			String beanName = EntryNames.beanName(name, suffix);
			if (!this.beanFactory.containsBean(beanName)) {
				logger.warn("The entry zmq." + section + "." + name + " has no effect: there is no bean '" + beanName
						+ "', because the entry was not configured when the application was processed ahead of time"
						+ " (AOT). Configure it at build time, for example in application.yml, and build again; its"
						+ " values can still be changed afterwards");
			}
		}
	}

}
