#include "kiosk/model.h"

const struct standard *model_standard(const struct model *model)
{
    return model->visit->standard ? model->visit->standard : model->catalogue->services[0];
}

size_t model_enabled(const struct model *model)
{
    size_t count = 0;
    for (size_t i = 0; i < model->catalogue->count; i++)
        count += model->catalogue->services[i]->enabled;
    return count;
}

const char *model_words(const struct model *model, const struct words *words)
{
    return words_in(words, model->prefs.lang);
}

bool model_time_right(const struct model *model)
{
    return time_check(&model->content.hours, &model->desk.office, model->now) == TIME_RIGHT;
}

bool model_refuses(const struct model *model)
{
    return model->desk_known && model->desk.health != DESK_WELL;
}
