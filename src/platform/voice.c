#include "platform/voice.h"

#include <SDL2/SDL.h>
#include <espeak-ng/speak_lib.h>
#include <stdlib.h>
#include <string.h>

enum {
    CHUNK_MS = 100,
    AHEAD_MS = 1000, /* spoken ahead of what sounds */
    WAIT_MS = 20,
    SAMPLES = 1024,         /* of the device's own buffer */
    LOUDEST = 200,          /* of espeak-ng's own scale, where 100 is normal */
    WORDS_PER_MINUTE = 150, /* slower than espeak-ng's 175: a waiting room is not quiet */
};

struct voice {
    int rate;                 /* samples a second */
    SDL_AudioDeviceID device; /* 0: closed */
    bool chiming;             /* the last thing handed over is a chime */
    voice_break *over;
    void *self;
};

/* Javanese has no voice of its own: the Indonesian one reads it best. */
static const char *voice_for(const char *lang)
{
    return strcmp(lang, "en") == 0 ? "en" : "id";
}

static Uint32 waiting(const struct voice *voice)
{
    return voice->device ? SDL_GetQueuedAudioSize(voice->device) : 0;
}

static Uint32 bytes_of(const struct voice *voice, int ms)
{
    return (Uint32)((int64_t)voice->rate * ms / 1000) * sizeof(int16_t);
}

static enum err device_open(struct voice *voice)
{
    const SDL_AudioSpec want = {
        .freq = voice->rate, .format = AUDIO_S16SYS, .channels = 1, .samples = SAMPLES};
    if (voice->device)
        return OK;
    voice->device = SDL_OpenAudioDevice(NULL, 0, &want, NULL, 0);
    if (!voice->device)
        return ERR_UNREACHABLE;
    SDL_PauseAudioDevice(voice->device, 0);
    return OK;
}

static void device_close(struct voice *voice)
{
    if (voice->device)
        SDL_CloseAudioDevice(voice->device);
    voice->device = 0;
}

/* espeak-ng hands over a piece; 1 ends the text. It is far faster than speech, so it is held up. */
static int spoken(short *samples, int count, espeak_EVENT *events)
{
    struct voice *voice = events->user_data;
    if (voice->over(voice->self))
        return 1;
    if (!samples || count <= 0)
        return 0;
    if (SDL_QueueAudio(voice->device, samples, (Uint32)count * sizeof(*samples)) != 0)
        return 1;
    while (waiting(voice) > bytes_of(voice, AHEAD_MS)) {
        if (voice->over(voice->self))
            return 1;
        SDL_Delay(WAIT_MS);
    }
    return 0;
}

enum err voice_open(struct voice **out)
{
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0)
        return ERR_UNREACHABLE;
    int rate =
        espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, CHUNK_MS, NULL, espeakINITIALIZE_DONT_EXIT);
    if (rate <= 0 || espeak_SetVoiceByName(voice_for("id")) != EE_OK) {
        SDL_Quit();
        return ERR_NOT_FOUND;
    }
    struct voice *voice = calloc(1, sizeof(*voice));
    if (!voice)
        abort();
    voice->rate = rate;
    espeak_SetSynthCallback(spoken);
    espeak_SetParameter(espeakRATE, WORDS_PER_MINUTE, 0);
    *out = voice;
    return OK;
}

void voice_close(struct voice *voice)
{
    if (!voice)
        return;
    device_close(voice);
    espeak_Terminate();
    SDL_Quit();
    free(voice);
}

enum err voice_say(struct voice *voice, const char *lang, const char *text, voice_break *over,
                   void *self)
{
    if (!voice->chiming)
        voice_stop(voice);
    return voice_say_after(voice, lang, text, over, self);
}

enum err voice_say_after(struct voice *voice, const char *lang, const char *text, voice_break *over,
                         void *self)
{
    voice->chiming = false;
    voice->over = over;
    voice->self = self;
    if (device_open(voice) != OK)
        return ERR_UNREACHABLE;
    if (espeak_SetVoiceByName(voice_for(lang)) != EE_OK)
        return ERR_NOT_FOUND;
    espeak_Synth(text, strlen(text) + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, NULL, voice);
    return OK;
}

void voice_tune(struct voice *voice, int rate, int volume)
{
    (void)voice; /* espeak-ng has one voice a process */
    rate = rate < espeakRATE_MINIMUM ? espeakRATE_MINIMUM : rate;
    espeak_SetParameter(espeakRATE, rate > espeakRATE_MAXIMUM ? espeakRATE_MAXIMUM : rate, 0);
    volume = volume < 0 ? 0 : volume > 100 ? 100 : volume;
    espeak_SetParameter(espeakVOLUME, volume * LOUDEST / 100, 0);
}

enum err voice_chime(struct voice *voice, enum chime chime)
{
    size_t count = chime_length(chime, voice->rate);
    int16_t *samples = calloc(count, sizeof(*samples));
    if (!samples)
        abort();
    voice_stop(voice);
    enum err err = device_open(voice);
    chime_fill(chime, voice->rate, samples);
    if (err == OK)
        SDL_QueueAudio(voice->device, samples, (Uint32)(count * sizeof(*samples)));
    free(samples);
    voice->chiming = true;
    return err;
}

void voice_stop(struct voice *voice)
{
    if (voice->device)
        SDL_ClearQueuedAudio(voice->device);
    voice->chiming = false;
}

bool voice_sounds(struct voice *voice)
{
    if (waiting(voice) > 0)
        return true;
    device_close(voice);
    voice->chiming = false;
    return false;
}
