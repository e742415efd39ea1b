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

import java.util.List;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * A bean that supplies the addresses of proxies. They have precedence over the keys
 * {@code address} and {@code port} of {@code frontend} and {@code backend}. Of several
 * beans the first that knows a socket counts, in the order of {@code @Order}.
 *
 * @since 0.1
 */
public interface ZmqProxyConnectionDetails extends ConnectionDetails {

	/**
	 * Return the addresses that publishers or senders of work use.
	 * @param name the name of an entry of {@code zmq.proxies}
	 * @return the addresses; empty for those that are configured
	 */
	List<String> getFrontendAddress(String name);

	/**
	 * Return the addresses that subscribers or receivers of work use.
	 * @param name the name of an entry of {@code zmq.proxies}
	 * @return the addresses; empty for those that are configured
	 */
	List<String> getBackendAddress(String name);

}
