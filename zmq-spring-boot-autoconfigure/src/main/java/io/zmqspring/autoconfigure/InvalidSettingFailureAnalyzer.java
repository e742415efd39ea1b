package io.zmqspring.autoconfigure;

import io.zmqspring.socket.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Shows an {@link InvalidSettingException} with its full key as what happened and what to
 * do. Comes before Boot's own analysis of binding, which would name constructors.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class InvalidSettingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSettingException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidSettingException cause) {
		String key = join(prefix(rootFailure), cause.key());
		String subject = cause.key().isEmpty() ? "" : "The setting '" + key + "' ";
		return new FailureAnalysis(subject + cause.problem() + ".", cause.action(), cause);
	}

	private @Nullable String prefix(Throwable rootFailure) {
		BindException innermost = null;
		for (Throwable ex = rootFailure; ex != null; ex = ex.getCause()) {
			if (ex instanceof BindException bindException) {
				innermost = bindException;
			}
		}
		return (innermost != null) ? innermost.getName().toString() : null;
	}

	private static String join(@Nullable String prefix, String key) {
		return (prefix == null) ? key : prefix + "." + key;
	}

}
