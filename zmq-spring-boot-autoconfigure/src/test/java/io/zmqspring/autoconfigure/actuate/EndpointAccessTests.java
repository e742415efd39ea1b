package io.zmqspring.autoconfigure.actuate;

import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may use the endpoint is Spring Boot's affair.
 */
class EndpointAccessTests {

	private static final String PUBLISHER = "zmq.publishers.out.address=inproc://access";

	@Test
	void readOnlyRefusesActions() {
		try (WebApplication application = WebApplication.start(Nothing.class, PUBLISHER,
				"management.endpoint.zmq.access=read-only")) {
			assertThat(application.get("/zmq").status()).isEqualTo(200);
			assertThat(application.get("/zmq/publisher/out").status()).isEqualTo(200);
			assertThat(application.ask("publisher/out", "stop").status()).isEqualTo(405);
			assertThat(application.get("/zmq/publisher/out").text("/state")).isEqualTo("RUNNING");
		}
	}

	@Test
	void notExposedUnlessIncluded() {
		try (WebApplication application = WebApplication.start(Nothing.class, PUBLISHER,
				"management.endpoints.web.exposure.include=health")) {
			assertThat(application.get("/zmq").status()).isEqualTo(404);
			assertThat(application.ask("publisher/out", "stop").status()).isEqualTo(404);
			assertThat(application.get("/health").status()).isEqualTo(200);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

}
