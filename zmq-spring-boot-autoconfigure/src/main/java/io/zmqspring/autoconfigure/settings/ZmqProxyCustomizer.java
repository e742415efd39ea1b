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

package io.zmqspring.autoconfigure.settings;

import io.zmqspring.settings.proxy.ProxySettings;

/**
 * A bean that changes the settings of proxies before they are checked and the proxies are
 * created. Several are called in the order of {@code @Order}, each once for every entry
 * of {@code zmq.proxies}.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ZmqProxyCustomizer {

	/**
	 * Change the settings of a proxy.
	 * @param name the name of its entry
	 * @param builder its settings: configured values, addresses of connection details,
	 * and changes of earlier customizers
	 */
	void customize(String name, ProxySettings.Builder builder);

}
