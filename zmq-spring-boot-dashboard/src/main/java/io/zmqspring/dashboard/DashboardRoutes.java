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

import java.nio.charset.StandardCharsets;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * The routes of the page, all of which read only. The page itself uses relative addresses
 * only, so that it works behind every prefix.
 */
final class DashboardRoutes {

	// The page has no inline scripts and styles, and loads nothing from elsewhere
	private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
			+ " img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

	// Replaced by the directory of the files, relative to the page
	private static final String DIRECTORY = "{{directory}}";

	private final JsonMapper json = JsonMapper.builder().build();

	private final String path;

	private final SnapshotSource snapshots;

	private final UserAccess access;

	private final PageFile page = PageFile.read(PageFile.PAGE);

	DashboardRoutes(String path, SnapshotSource snapshots, UserAccess access) {
		this.path = path;
		this.snapshots = snapshots;
		this.access = access;
	}

	/**
	 * Create the routes.
	 * @return the routes of the page, of its files and of its data
	 */
	RouterFunction<ServerResponse> all() {
		RouterFunctions.Builder routes = RouterFunctions.route();
		String directory = this.path.equals("/") ? "/" : this.path + "/";
		if (!this.path.equals("/")) {
			String last = this.path.substring(this.path.lastIndexOf('/') + 1);
			routes.route(read(this.path), (request) -> page(last + "/"));
		}
		routes.route(read(directory), (request) -> page(""));
		for (String name : PageFile.NAMES.subList(1, PageFile.NAMES.size())) {
			PageFile file = PageFile.read(name);
			routes.route(read(directory + name), (request) -> file(request, file));
		}
		routes.route(read(directory + "state"), (request) -> data(this.snapshots.get()));
		routes.route(read(directory + "access"), (request) -> data(
				this.json.writeValueAsString(this.access.of(request.servletRequest(), this.snapshots.hasSwitches()))));
		return routes.build();
	}

	private static RequestPredicate read(String path) {
		return RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD).and(RequestPredicates.path(path));
	}

	private ServerResponse page(String directory) {
		return write(
				ServerResponse.ok()
					.cacheControl(CacheControl.noCache())
					.header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
					.header("X-Content-Type-Options", "nosniff"),
				this.page.type(), this.page.content().replace(DIRECTORY, directory));
	}

	private static ServerResponse file(ServerRequest request, PageFile file) {
		return request.checkNotModified(file.etag())
			.orElseGet(() -> write(ServerResponse.ok()
				.eTag(file.etag())
				.cacheControl(CacheControl.noCache())
				.header("X-Content-Type-Options", "nosniff"), file.type(), file.content()));
	}

	private static ServerResponse data(String json) {
		return write(
				ServerResponse.ok().cacheControl(CacheControl.noStore()).header("X-Content-Type-Options", "nosniff"),
				MediaType.APPLICATION_JSON, json);
	}

	// Not by a message converter, which the application may have changed
	private static ServerResponse write(ServerResponse.BodyBuilder response, MediaType type, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		return response.contentType(type).contentLength(bytes.length).build((request, servletResponse) -> {
			servletResponse.getOutputStream().write(bytes);
			return null;
		});
	}

}
