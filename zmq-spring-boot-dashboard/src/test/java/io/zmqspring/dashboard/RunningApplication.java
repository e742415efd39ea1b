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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application in this process, at a free port, with a publisher and a subscriber.
 *
 * @param context its context
 */
record RunningApplication(ConfigurableApplicationContext context) implements AutoCloseable {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	static RunningApplication start(Class<?> source, String... settings) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--spring.main.banner-mode=off",
				"--logging.level.root=warn", "--zmq.publishers.events.address=tcp://127.0.0.1:0",
				"--zmq.publishers.events.heartbeat.enabled=true", "--zmq.publishers.events.heartbeat.interval=100ms",
				"--zmq.subscribers.jobs.address=inproc://jobs", "--zmq.subscribers.jobs.bind=true",
				"--zmq.subscribers.jobs.topics=*"));
		for (String setting : settings) {
			arguments.add("--" + setting);
		}
		return new RunningApplication(SpringApplication.run(source, arguments.toArray(String[]::new)));
	}

	int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	String origin() {
		return "http://localhost:" + port();
	}

	HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
		return send("GET", path, headers);
	}

	HttpResponse<String> send(String method, String path, String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin() + path))
			.method(method, HttpRequest.BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		return CLIENT.send(request.build(), BodyHandlers.ofString());
	}

	@Override
	public void close() {
		this.context.close();
	}

}
