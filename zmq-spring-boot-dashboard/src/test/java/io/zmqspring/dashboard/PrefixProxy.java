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

package io.zmqspring.dashboard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.springframework.util.StringUtils;

/**
 * A reverse proxy that removes a prefix from the paths of requests.
 */
final class PrefixProxy implements AutoCloseable {

	private static final List<String> FORWARDED = List.of("Accept", "Content-Type", "If-None-Match");

	private static final List<String> RETURNED = List.of("Content-Type", "Cache-Control", "ETag", "Location",
			"Content-Security-Policy");

	private final HttpClient client = HttpClient.newHttpClient();

	private final ExecutorService executor = Executors.newFixedThreadPool(4);

	private final HttpServer server;

	private final String prefix;

	private final String target;

	private final boolean tells;

	/**
	 * Start a proxy.
	 * @param prefix the prefix, such as {@code /monitoring}
	 * @param target where requests are sent
	 * @param tells whether the target is told the prefix
	 * @throws IOException if it cannot be started
	 */
	PrefixProxy(String prefix, String target, boolean tells) throws IOException {
		this.prefix = prefix;
		this.target = target;
		this.tells = tells;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext(prefix + "/", this::forward);
		this.server.setExecutor(this.executor);
		this.server.start();
	}

	String origin() {
		return "http://localhost:" + this.server.getAddress().getPort();
	}

	private void forward(HttpExchange exchange) throws IOException {
		try (exchange) {
			String path = exchange.getRequestURI().toString().substring(this.prefix.length());
			HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.target + path))
				.method(exchange.getRequestMethod(),
						BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
			for (String name : FORWARDED) {
				String value = exchange.getRequestHeaders().getFirst(name);
				if (StringUtils.hasText(value)) {
					request.header(name, value);
				}
			}
			if (this.tells) {
				request.header("X-Forwarded-Prefix", this.prefix)
					.header("X-Forwarded-Host", origin().substring("http://".length()));
			}
			HttpResponse<byte[]> response = this.client.send(request.build(), BodyHandlers.ofByteArray());
			RETURNED.forEach((name) -> response.headers()
				.firstValue(name)
				.ifPresent((value) -> exchange.getResponseHeaders().set(name, value)));
			exchange.sendResponseHeaders(response.statusCode(),
					(response.body().length > 0) ? response.body().length : -1);
			exchange.getResponseBody().write(response.body());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.executor.shutdownNow();
	}

}
