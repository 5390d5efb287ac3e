package dev.quipu.shell.cli.prompt;

import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.config.QuipuHome;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.shell.core.config.UserConfigPathProvider;
import org.springframework.shell.jline.PromptProvider;

/** The beans the line reader of Spring Shell asks for. */
@Configuration(proxyBeanMethods = false)
class PromptBeans {

    @Bean
    PromptProvider promptProvider(Console console) {
        return () -> new AttributedString(
                "quipu> ",
                console.colours() ? AttributedStyle.BOLD.foreground(AttributedStyle.CYAN) : AttributedStyle.DEFAULT);
    }

    /** Unlike Spring Shell's own, it escapes blanks in what Tab completes. */
    @Bean
    @Primary
    Parser lineParser() {
        return new DefaultParser();
    }

    @Bean
    UserConfigPathProvider userConfigPathProvider(QuipuHome home) {
        return home::folder;
    }
}
