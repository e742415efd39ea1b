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

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * An application with users: everyone who is signed in may see the page, and operators
 * may stop roles.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class SecuredApplication {

	// tag::security[]
	@Bean
	SecurityFilterChain security(HttpSecurity http) throws Exception {
		http.authorizeHttpRequests((requests) -> {
			requests.requestMatchers(EndpointRequest.to("zmq")).hasRole("OPERATOR");
			requests.requestMatchers("/zmq", "/zmq/**").hasAnyRole("OPERATOR", "VIEWER");
			requests.anyRequest().authenticated();
		});
		http.formLogin(Customizer.withDefaults());
		return http.build();
	}
	// end::security[]

	@Bean
	UserDetailsService users() {
		return new InMemoryUserDetailsManager(user("olga", "OPERATOR"), user("victor", "VIEWER"),
				user("nobody", "GUEST"));
	}

	private static org.springframework.security.core.userdetails.UserDetails user(String name, String role) {
		return User.withUsername(name).password("{noop}" + name).roles(role).build();
	}

}
